// What is around her: where each part of it stands.
import { Row } from '../../parts/page.tsx';
import type { Params } from '../../router.ts';
import type { Banner } from '../../types.ts';
import { AROUND } from '../../words.ts';
import { NotYours } from '../problem.tsx';
import { Woman } from '../resident/woman.tsx';
import { seesAround, seesFamily, seesTasks } from './may.ts';

const PARTS: readonly { end: string; title: string; about: string; sees?: (banner: Banner) => boolean }[] = [
  { end: '/choices', title: AROUND.choices, about: 'By whom she is seen, where, and in which language. What she was offered, and what she said.' },
  { end: '/circle', title: AROUND.circle, about: 'Each by name, and what each may see because she agreed.' },
  { end: '/referrals', title: AROUND.referrals, about: 'Where she was referred to, and what they answered.' },
  { end: '/activities', title: AROUND.week, about: 'What she does with her days, and which of it she calls time well spent.' },
  { end: '/tasks', title: AROUND.tasks, about: 'Daily tasks in steps with pictures, to print.', sees: seesTasks },
  { end: '/family', title: AROUND.family, about: 'Seen by keyworkers and managers of her house alone.', sees: seesFamily },
];

export function Around({ params }: { params: Params }) {
  return (
    <Woman params={params} tab="/around">
      {({ page: { banner }, path }) => {
        if (!seesAround(banner)) return <NotYours />;
        return (
          <ul class="ln-list ln-list--two">
            {PARTS.filter(({ sees }) => sees === undefined || sees(banner)).map(({ end, title, about }) => (
              <Row key={end} href={path + end} name={title} cells={[about]} />
            ))}
          </ul>
        );
      }}
    </Woman>
  );
}
