// A suggestion for her plan after a check or a moment; and one that is not taken: it is left with a reason, and stays on record.
import { post } from '../../api.ts';
import { Form } from '../../parts/form.tsx';
import { InsetText } from '../../parts/inset-text.tsx';
import { Get } from '../../parts/page.tsx';
import type { KeyworkPage, Suggestion } from '../../records-keywork.ts';
import type { Params } from '../../router.ts';
import { PAGE, WITHHELD } from '../../words.ts';
import { useNewRecord } from '../../state/new-record.ts';
import { SUGGESTED_IN } from '../../words-keywork.ts';
import { writesPlan } from '../plan/may-write.ts';
import { SuggestionInWords } from '../plan/suggestions.tsx';
import { NotYours } from '../problem.tsx';
import { Woman, type Her } from '../resident/woman.tsx';
import { keyworkPath } from './keywork.tsx';

export function SuggestionLeave({ params }: { params: Params }) {
  return (
    <Woman params={params} may={writesPlan}>
      {(her) => (
        <Get<KeyworkPage> path={`/api${keyworkPath(her)}`} what="the suggestion">
          {({ suggestions }) => {
            const one = suggestions.find(({ id }) => id === params['suggestion']);
            return one ? <Leave her={her} suggestion={one} /> : <NotYours />;
          }}
        </Get>
      )}
    </Woman>
  );
}

function Leave({ her, suggestion }: { her: Her; suggestion: Suggestion }) {
  return (
    <Form
      title={PAGE.suggestionLeave}
      button="Leave it"
      back={`${her.path}/safety-plan`}
      done="Her plan stays as it is. The suggestion and the reason stay on record."
      draft={['suggestion', suggestion.id]}
      start={{ reason: '' }}
      intro={
        <InsetText>
          <SuggestionInWords suggestion={suggestion} />
        </InsetText>
      }
      asks={() => [{ id: 'reason', as: 'area', label: 'Why does her plan stay as it is?', limit: 500, need: 'Say why' }]}
      send={(v) => post(`/api/plan-suggestions/${suggestion.id}/decide`, { decision: 'left', reason: v.reason.trim() })}
    />
  );
}

/** After a check or a moment, as the address says. */
export function SuggestionNew({ params }: { params: Params }) {
  const { source, id } = params;
  return (
    <Woman params={params} may={writesPlan}>
      {(her) => (source === 'check' || source === 'moment' ? <Suggest her={her} source={source} id={id!} /> : <NotYours />)}
    </Woman>
  );
}

function Suggest({ her, source, id }: { her: Her; source: 'check' | 'moment'; id: string }) {
  return (
    <Get<KeyworkPage> path={`/api${keyworkPath(her)}`} what="her plan">
      {(data) => <SuggestForm her={her} source={source} id={id} data={data} />}
    </Get>
  );
}

function SuggestForm({ her, source, id, data }: { her: Her; source: 'check' | 'moment'; id: string; data: KeyworkPage }) {
  const record = useNewRecord();
  const moment = data.moments.find((one) => one.id === id);
  return (
    <Form
      title={PAGE.suggest}
      button="Suggest it"
      back={source === 'check' ? `${her.path}/checks` : keyworkPath(her)}
      done="It waits in her plan for whoever decides about it."
      draft={['suggest', id]}
      start={{ words: '', line: '' }}
      intro={
        <InsetText>
          {SUGGESTED_IN[source]}. {moment?.words ?? ''}
          <span class="ln-below">Her plan does not change by this. Somebody takes it into the next version, or says why not.</span>
        </InsetText>
      }
      asks={() => [
        { id: 'words', as: 'area', label: 'What is to change in her plan?', limit: 500, need: 'Say what is to change' },
        data.lines.length > 0 && {
          id: 'line',
          as: 'select',
          label: 'Which line of her plan is it about?',
          items: [{ value: '', label: 'None of them' }, ...data.lines.map((one) => ({ value: one.line, label: one.sees ?? WITHHELD }))],
        },
      ]}
      send={(v) => record('/api/plan-suggestions', { ...her.who, source, source_id: id, words: v.words.trim(), ...(v.line && { line: v.line }) })}
    />
  );
}
