// A suggestion for her plan that is not taken: it is left with a reason, and stays on record.
import { post } from '../../api.ts';
import { Form } from '../../parts/form.tsx';
import { InsetText } from '../../parts/inset-text.tsx';
import { Get } from '../../parts/page.tsx';
import type { KeyworkPage, Suggestion } from '../../records-keywork.ts';
import type { Params } from '../../router.ts';
import { PAGE } from '../../words.ts';
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
