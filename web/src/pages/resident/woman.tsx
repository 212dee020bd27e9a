// What every page about a woman has: who she is, first and always, and where else one can look. The address holds her
// CRN and her stay; when they disagree nothing of either is shown but whose stay it is.
import type { ComponentChildren } from 'preact';
import { Problem } from '../../api.ts';
import type { MenuItem } from '../../parts/action-menu.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Notice } from '../../parts/notice.tsx';
import { PersonBanner } from '../../parts/person-banner.tsx';
import { SubNavigation } from '../../parts/sub-navigation.tsx';
import { WarningText } from '../../parts/warning-text.tsx';
import type { ResidentPage } from '../../records.ts';
import type { Params } from '../../router.ts';
import type { Banner, Role } from '../../types.ts';
import { now } from '../../state/clock.ts';
import { useLoad } from '../../state/load.ts';
import { mayAt, PLAN_WRITERS, STAFF } from '../../state/may.ts';
import { womanPath } from '../../state/names.ts';
import { hasRole } from '../../state/session.ts';
import { AROUND, MEETINGS, NAV, PAGE, UPDATES } from '../../words.ts';
import { NotYours, PageProblem } from '../problem.tsx';

export interface Her {
  page: ResidentPage;
  /** Of her pages, without a slash at the end. */
  path: string;
  /** As every record about her says whom it is about. */
  who: { crn: string; stay: string };
  /** Whether the reader may write here, and she stays here. */
  mayWrite: boolean;
  reload: () => Promise<ResidentPage | null>;
}

/** Who gives her what is held about her, when she has left too. */
export const HELD_BY: readonly Role[] = ['premises_manager'];

const TABS = { '': 'Overview', '/safety-plan': PAGE.safetyPlan, '/signs': PAGE.signs, '/keywork': NAV.keywork, '/meetings': MEETINGS.hers, '/around': AROUND.around, '/checks': 'Checks', '/history': 'History', '/actions': PAGE.actions, '/updates': UPDATES.hers } as const;

export interface WomanProps {
  params: Params;
  /** One of the pages to read, which has a heading; a form brings its own. */
  tab?: keyof typeof TABS;
  /** Of a page that is to be read and is no tab itself. */
  heading?: string;
  /** Who may use a form of hers; by default those who may write about whoever stays here. */
  may?: (banner: Banner) => boolean;
  children: (her: Her) => ComponentChildren;
}

export function Woman({ params, tab, heading, may, children }: WomanProps) {
  const who = { crn: params['crn']!, stay: params['stay']! };
  const path = womanPath(who.crn, who.stay);
  const { data, error, reload } = useLoad<ResidentPage>(`/api${path}`);
  if (error instanceof Problem && error.slug === 'wrong-woman') return <WrongWoman problem={error} crn={who.crn} />;
  if (error && data === null) return <PageProblem error={error} retry={() => void reload()} />;
  const mayWrite = data !== null && data.banner.status.state === 'arrived' && mayAt(data.banner.premises.id, STAFF);
  const title = heading ?? (tab === undefined ? undefined : TABS[tab]);
  const shown = title !== undefined || (data !== null && may ? may(data.banner) : mayWrite);
  return (
    <>
      {data && <PersonBanner banner={data.banner} now={now.value} actions={[...(mayWrite ? menu(path, mayAt(data.banner.premises.id, PLAN_WRITERS)) : []), ...heldMenu(path, data.banner)]} />}
      {title !== undefined && <Tabs path={path} tab={tab} overdue={data?.overview.actions.overdue ?? 0} />}
      <Notice />
      {title !== undefined && <h1 class="govuk-heading-l">{title}</h1>}
      {!data ? <Loading what="her record" /> : shown ? children({ page: data, path, who, mayWrite, reload }) : <NotYours />}
    </>
  );
}

/** An agency worker would be refused these. */
const READ_WHOLE: readonly Role[] = [...PLAN_WRITERS, 'inspector', 'practitioner'];
const NOT_AGENCY: readonly string[] = ['/meetings', '/around', '/updates'];

function Tabs({ path, tab, overdue }: { path: string; tab: string | undefined; overdue: number }) {
  const label = (name: string): string => (name === PAGE.actions && overdue > 0 ? `${name} (${overdue} overdue)` : name);
  const items = Object.entries(TABS).filter(([end]) => hasRole(...READ_WHOLE) || !NOT_AGENCY.includes(end)).map(([end, name]) => ({ href: path + end, label: label(name), active: end === tab }));
  return <SubNavigation label="About her" items={items} />;
}

const menu = (path: string, writesPlan: boolean): MenuItem[] => [
  { label: PAGE.crisis, href: `${path}/crisis` },
  ...(writesPlan ? [{ label: PAGE.safetyPlanEdit, href: `${path}/safety-plan/edit` }] : []),
  ...(writesPlan ? [{ label: PAGE.keyworkNew, href: `${path}/keywork/new` }] : []),
  { label: PAGE.moment, href: `${path}/keywork/moment` },
  { label: PAGE.how, href: `${path}/how` },
  { label: PAGE.plan, href: `${path}/plan` },
  { label: PAGE.actionNew, href: `${path}/actions/new` },
  { label: PAGE.correct, href: `${path}/checks` },
  { label: PAGE.watchNew, href: `${path}/watches/new` },
  ...(writesPlan ? [{ label: PAGE.room, href: `${path}/room` }, { label: PAGE.incident, href: `${path}/incident` }] : []),
  { label: 'Record a check', href: '/board' },
];

const heldMenu = (path: string, { premises }: Banner): MenuItem[] => (mayAt(premises.id, HELD_BY) ? [{ label: PAGE.held, href: `${path}/held` }] : []);

function WrongWoman({ problem, crn }: { problem: Problem; crn: string }) {
  return (
    <>
      <h1 class="govuk-heading-l">This address is not about one woman</h1>
      <WarningText>
        {problem.detail} The CRN in the address is {crn}.
      </WarningText>
      <p class="govuk-body">
        Nothing of either record is shown, and nothing was changed. Check whom you mean, and{' '}
        <a class="govuk-link" href="/">
          find her in your list
        </a>
        .
      </p>
    </>
  );
}
