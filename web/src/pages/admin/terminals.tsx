// The shared screens of a premises: which there are, making this computer one, and ending one.
import { post } from '../../api.ts';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Form } from '../../parts/form.tsx';
import { InsetText } from '../../parts/inset-text.tsx';
import { Get, Page, Row } from '../../parts/page.tsx';
import { Tag } from '../../parts/tag.tsx';
import type { TerminalRow } from '../../records.ts';
import type { Params } from '../../router.ts';
import { currentPremises, hasRole } from '../../state/session.ts';
import { ukDateTime } from '../../time.ts';
import { NAV, PAGE } from '../../words.ts';

interface Answer {
  terminals: TerminalRow[];
}

const BACK = '/admin/terminals';
const path = (): string => `/api/premises/${currentPremises.value?.id}/terminals`;

export function Terminals() {
  return (
    <Page<Answer> title={NAV.terminals} path={path()} what="terminals">
      {({ terminals }) => (
        <>
          {hasRole('premises_manager') && (
            <Button href="/enrol" look="secondary">
              Make this computer a terminal
            </Button>
          )}
          {terminals.length === 0 && <EmptyState>No screen here is a terminal yet. Sign in on the computer in the office and make it one.</EmptyState>}
          <ul class="ln-list">
            {terminals.map((one) => (
              <Row
                key={one.id}
                name={one.name}
                soft={one.this && 'This computer'}
                cells={[
                  `Since ${ukDateTime(one.enrolled_at)}, by ${one.enrolled_by}`,
                  one.revoked_at ? (
                    <>
                      <Tag colour="grey">Ended</Tag> {ukDateTime(one.revoked_at)}, by {one.revoked_by}
                    </>
                  ) : (
                    <Tag colour="green">In use</Tag>
                  ),
                  !one.revoked_at && (
                    <a class="govuk-link" href={`${BACK}/${one.id}`}>
                      End<span class="govuk-visually-hidden"> the terminal {one.name}</span>
                    </a>
                  ),
                ]}
              />
            ))}
          </ul>
        </>
      )}
    </Page>
  );
}

export function TerminalEnd({ params }: { params: Params }) {
  return (
    <Get<Answer> path={path()} what="the terminal">
      {({ terminals }, reload) => {
        const one = terminals.find((terminal) => terminal.id === params['terminal'] && !terminal.revoked_at);
        if (!one) return <EmptyState>It is not a terminal any more.</EmptyState>;
        return (
          <Form
            title={PAGE.terminalEnd}
            button="End it now"
            look="warning"
            back={BACK}
            done="It is not a terminal any more. Whoever was signed on there is signed off."
            start={{ reason: '' }}
            refresh={reload}
            intro={
              <InsetText>
                {one.name}, since {ukDateTime(one.enrolled_at)}
              </InsetText>
            }
            asks={() => [{ id: 'reason', label: 'Why?', maxLength: 300, need: 'Say why' }]}
            send={(v) => post(`/api/terminals/${one.id}/revoke`, { ...v, version: one.version })}
          />
        );
      }}
    </Get>
  );
}
