// Rules made with her, in words; what each led to, on which sightings, and who decided. Made and ended here.
import { post } from '../../api.ts';
import { Details } from '../../parts/details.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Form } from '../../parts/form.tsx';
import { InsetText } from '../../parts/inset-text.tsx';
import { Get, Section } from '../../parts/page.tsx';
import { Settled } from '../../parts/settled.tsx';
import { SummaryCard } from '../../parts/summary-card.tsx';
import { WarningText } from '../../parts/warning-text.tsx';
import type { Proposal } from '../../plan/board.ts';
import type { Rule, SignsPage } from '../../records-safety.ts';
import type { Params } from '../../router.ts';
import { mayAt, PLAN_WRITERS } from '../../state/may.ts';
import { useNewRecord } from '../../state/new-record.ts';
import { plural, ukDateTime } from '../../time.ts';
import type { Kind } from '../../types.ts';
import { choices, KIND, PAGE, RESTRICTED } from '../../words.ts';
import { AGREEMENT } from '../../words-safety.ts';
import { NotYours } from '../problem.tsx';
import { Woman, type Her } from '../resident/woman.tsx';
import { decisionInWords, ruleInWords, thenInWords } from './rule-words.ts';
import { byInWords, seenInWords, type OfSigns } from './signs.tsx';

export const mayPlan = (her: Her): boolean => her.mayWrite && mayAt(her.page.banner.premises.id, PLAN_WRITERS);
/** Who may let a rule go: it asks for fewer checks than could come. */
const mayEnd = (her: Her): boolean => her.mayWrite && mayAt(her.page.banner.premises.id, ['keyworker', 'shift_lead', 'premises_manager']);

export function Rules({ her, data }: OfSigns) {
  const open = data.rules.filter((one) => one.ended === null);
  const ended = data.rules.filter((one) => one.ended !== null);
  const card = (rule: Rule) => <Card key={rule.id} rule={rule} her={her} data={data} />;
  return (
    <Section name="rules" title="Rules made with her">
      {open.length === 0 && <EmptyState>No rule is in force. A rule says what is to follow when signs of hers are seen, and somebody still decides each time.</EmptyState>}
      {open.map(card)}
      {mayPlan(her) && data.signs.length > 0 && (
        <p class="govuk-body">
          <a class="govuk-link" href={`${her.path}/signs/rules/new`}>
            {PAGE.ruleNew}
          </a>
        </p>
      )}
      {ended.length > 0 && <Details summary={plural(ended.length, 'rule that was ended', 'rules that were ended')}>{ended.map(card)}</Details>}
    </Section>
  );
}

function Card({ rule, her, data }: OfSigns & { rule: Rule }) {
  const fired = data.proposals.filter((one) => one.rule === rule.id);
  return (
    <SummaryCard
      title={ruleInWords(rule, data.signs)}
      headingLevel={3}
      rows={[
        { key: 'Her view', value: `${AGREEMENT[rule.agreement]}.${rule.words ? ` “${rule.words}”` : ''}` },
        { key: 'Made', value: `${rule.author}, ${ukDateTime(rule.from)}` },
        ...(rule.ended ? [{ key: 'Ended', value: `${rule.ended.by}, ${ukDateTime(rule.ended.at)}. Why: ${rule.ended.reason ?? RESTRICTED}` }] : []),
        { key: 'Came true', value: fired.length === 0 ? 'Never yet' : fired.map((one) => <Fired key={one.id} proposal={one} data={data} />) },
      ]}
      actions={rule.ended === null && mayEnd(her) ? [{ label: 'End', href: `${her.path}/signs/rules/${rule.id}/end` }] : []}
    >
      {rule.ended === null && rule.lost.length > 0 && (
        <WarningText>
          {plural(rule.lost.length, 'sign')} of this rule {rule.lost.length === 1 ? 'is' : 'are'} no longer in her plan and no longer counted. End it, and make it anew with her.
        </WarningText>
      )}
    </SummaryCard>
  );
}

function Fired({ proposal, data }: { proposal: Proposal; data: SignsPage }) {
  const { decision } = proposal;
  return (
    <p class="ln-below">
      <strong>{ukDateTime(proposal.opened_at)}</strong>. {seenInWords(proposal, data)}{' '}
      <strong>
        {decisionInWords(proposal)}
        {decision && `, ${ukDateTime(decision.at)}`}.
      </strong>{' '}
      {decision ? `Why: ${decision.reason ?? RESTRICTED}` : byInWords(proposal.decide_by)}
    </p>
  );
}

interface RuleFields {
  signs: string[];
  sightings: string;
  hours: string;
  kind: Kind;
  most: string;
  agreement: string | null;
  words: string;
}

const START: RuleFields = { signs: [], sightings: '2', hours: '24', kind: 'sign_of_life', most: '30', agreement: null, words: '' };

const whole = (text: string, least: number, most: number): boolean => /^\d+$/.test(text.trim()) && Number(text) >= least && Number(text) <= most;

export function RuleNew({ params }: { params: Params }) {
  return (
    <Woman params={params}>
      {(her) => (
        <Get<SignsPage> path={`/api${her.path}/signs`} what="her signs">
          {(data) => (mayPlan(her) ? <RuleForm her={her} data={data} /> : <NotYours />)}
        </Get>
      )}
    </Woman>
  );
}

const said = (v: RuleFields) => ({ signs: v.signs, sightings: Number(v.sightings), window_s: Number(v.hours) * 3600, kind: v.kind, max_gap_s: Number(v.most) * 60 });

const isWhole = (v: RuleFields): boolean => v.signs.length > 0 && whole(v.sightings, 1, 10) && whole(v.hours, 1, 168) && whole(v.most, 5, 1440);

function RuleForm({ her, data }: OfSigns) {
  const record = useNewRecord();
  const concerns = data.signs.filter((one) => one.leaning === 'concern');
  return (
    <Form<RuleFields>
      title={PAGE.ruleNew}
      button="Make the rule"
      back={`${her.path}/signs`}
      done="The rule is in force. When it comes true somebody is asked, and nothing happens by itself."
      draft={['rule', her.who.stay]}
      start={START}
      rename={{ '/window_s': 'hours', '/max_gap_s': 'most', '/signs/0': 'signs', '/signs/1': 'signs', '/signs/2': 'signs', '/signs/3': 'signs', '/signs/4': 'signs', '/signs/5': 'signs', '/signs/6': 'signs' }}
      intro={<p class="govuk-body">Make it with her. A rule is what she and you agree should follow when signs of hers are seen.</p>}
      asks={(v) => [
        { id: 'signs', as: 'boxes', label: 'Which of her signs?', hint: 'Any of them counts.', items: concerns.map((one) => ({ value: one.sign, label: one.words ?? RESTRICTED })), bad: v.signs.length === 0 && 'Select which signs count' },
        { id: 'sightings', label: 'How often seen?', hint: 'Once a shift counts once. Seen twice in one shift is still one.', width: 2, inputMode: 'numeric', suffix: 'times', bad: !whole(v.sightings, 1, 10) && 'Enter how often, from 1 to 10' },
        { id: 'hours', label: 'Within how long?', width: 3, inputMode: 'numeric', suffix: 'hours', bad: !whole(v.hours, 1, 168) && 'Enter the hours, from 1 to 168' },
        { id: 'kind', as: 'radios', label: 'What should follow?', items: choices(KIND) },
        { id: 'most', label: 'At most how far apart?', width: 4, inputMode: 'numeric', suffix: 'minutes', bad: !whole(v.most, 5, 1440) && 'Enter the minutes, from 5 to 1440' },
        <div key="said" role="status">
          <InsetText>{isWhole(v) ? ruleInWords(said(v), data.signs) : 'The rule stands here in words once it is whole.'}</InsetText>
        </div>,
        { id: 'agreement', as: 'radios', label: 'Does she agree?', items: choices(AGREEMENT), need: 'Select what she said' },
        { id: 'words', as: 'area', label: 'What does she say about it?', hint: 'In her words.', limit: 500, need: v.agreement === 'declined' && 'Write what she said' },
      ]}
      send={(v) => record('/api/sign-rules', { ...her.who, ...said(v), agreement: v.agreement, words: v.words.trim() })}
    />
  );
}

export function RuleEnd({ params }: { params: Params }) {
  return (
    <Woman params={params}>
      {(her) => (
        <Get<SignsPage> path={`/api${her.path}/signs`} what="the rule">
          {(data, reload) => {
            const rule = data.rules.find((one) => one.id === params['rule']);
            if (!rule || !mayEnd(her)) return <NotYours />;
            if (rule.ended === null) return <EndForm her={her} data={data} rule={rule} reload={reload} />;
            return (
              <Settled title={PAGE.ruleEnd} back={`${her.path}/signs`}>
                That rule is not in force any more: ended by {rule.ended.by}, {ukDateTime(rule.ended.at)}. Why: {rule.ended.reason ?? RESTRICTED}
              </Settled>
            );
          }}
        </Get>
      )}
    </Woman>
  );
}

function EndForm({ her, data, rule, reload }: OfSigns & { rule: Rule; reload: () => Promise<unknown> }) {
  return (
    <Form
      title={PAGE.ruleEnd}
      button="End the rule"
      look="warning"
      back={`${her.path}/signs`}
      done="The rule has ended. What it led to stays on record."
      draft={['rule end', rule.id]}
      start={{ reason: '' }}
      refresh={reload}
      intro={<InsetText>{ruleInWords(rule, data.signs)}</InsetText>}
      asks={() => [{ id: 'reason', as: 'area', label: 'Why does it end?', limit: 500, need: 'Say why it ends' }]}
      send={(v) => post(`/api/sign-rules/${rule.id}/end`, v)}
    />
  );
}

export function ProposalForm({ params }: { params: Params }) {
  return (
    <Woman params={params}>
      {(her) => (
        <Get<SignsPage> path={`/api${her.path}/signs`} what="the rule">
          {(data, reload) => {
            const one = data.proposals.find((proposal) => proposal.id === params['proposal']);
            if (!one || !mayPlan(her)) return <NotYours />;
            return one.decision ? <Decided her={her} proposal={one} /> : <Decide her={her} data={data} proposal={one} reload={reload} />;
          }}
        </Get>
      )}
    </Woman>
  );
}

/** Somebody else was quicker: what she decided, and why. */
function Decided({ her, proposal }: { her: Her; proposal: Proposal }) {
  return (
    <Settled title={PAGE.proposal} back={`${her.path}/signs`}>
      It is decided. {decisionInWords(proposal)}, {ukDateTime(proposal.decision!.at)}. Why: {proposal.decision!.reason ?? RESTRICTED}
    </Settled>
  );
}

function Decide({ her, data, proposal, reload }: OfSigns & { proposal: Proposal; reload: () => Promise<unknown> }) {
  const rule = data.rules.find((one) => one.id === proposal.rule);
  return (
    <Form
      title={PAGE.proposal}
      button="Decide"
      back={`${her.path}/signs`}
      done="It is decided, with your name and your reason."
      draft={['proposal', proposal.id]}
      start={{ decision: null as string | null, reason: '' }}
      refresh={reload}
      intro={
        <InsetText>
          {rule && <strong>{ruleInWords(rule, data.signs)}</strong>}
          <br />
          {seenInWords(proposal, data)}
          <br />
          <strong>{byInWords(proposal.decide_by)}</strong>
        </InsetText>
      }
      asks={() => [
        {
          id: 'decision',
          as: 'radios',
          label: 'Should it follow?',
          items: [
            { value: 'confirmed', label: 'Confirm', hint: `From now on ${thenInWords(proposal)}, until somebody ends it, and her plan is reviewed.` },
            { value: 'declined', label: 'Decline', hint: 'Nothing changes. Your reason stays with what was seen.' },
          ],
          need: 'Select whether it should follow',
        },
        { id: 'reason', as: 'area', label: 'Why?', limit: 500, need: 'Say why' },
      ]}
      send={(v, pin) => post(`/api/proposals/${proposal.id}/decide`, { ...v, ...pin })}
    />
  );
}

