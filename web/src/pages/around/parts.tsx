// What the pages of what is around a woman, and of her house, have in common.
import type { ComponentChildren } from 'preact';
import { Get } from '../../parts/page.tsx';
import type { Params } from '../../router.ts';
import { mayDecideHere } from '../../state/may.ts';
import { currentPremises } from '../../state/session.ts';
import { ukDate } from '../../time.ts';
import { NotYours } from '../problem.tsx';
import { writesPlan } from '../plan/may-write.ts';
import { Woman, type Her, type WomanProps } from '../resident/woman.tsx';

interface HerPageProps<T> {
  params: Params;
  /** Of the address, and of what the server is asked for. */
  end: string;
  /** What is awaited, in words. */
  what: string;
  children: (data: T, her: Her, reload: () => Promise<unknown>) => ComponentChildren;
}

/** A page to read. */
export function HerPage<T>(props: HerPageProps<T> & { title: string }) {
  return (
    <Woman params={props.params} tab="/around" heading={props.title}>
      {(her) => <Asked {...props} her={her} />}
    </Woman>
  );
}

/** A form that needs what is there already. */
export function HerForm<T>(props: HerPageProps<T> & { may?: WomanProps['may'] }) {
  return (
    <Woman params={props.params} may={props.may ?? writesPlan}>
      {(her) => <Asked {...props} her={her} />}
    </Woman>
  );
}

function Asked<T>({ end, what, children, her }: HerPageProps<T> & { her: Her }) {
  return (
    <Get<T> path={`/api${her.path}${end}`} what={what}>
      {(data, reload) => children(data, her, reload)}
    </Get>
  );
}

/** A form about the house, for who may write there. */
export function HouseForm<T>(props: { end: string; what: string; children: (data: T, premises: string, reload: () => Promise<unknown>) => ComponentChildren }) {
  const here = currentPremises.value;
  if (!here || !mayDecideHere()) return <NotYours />;
  return (
    <Get<T> path={`/api/premises/${here.id}${props.end}`} what={props.what}>
      {(data, reload) => props.children(data, here.id, reload)}
    </Get>
  );
}

export function Written({ by, at }: { by: string; at: string }) {
  return (
    <span class="ln-soft ln-below">
      {by}, {ukDate(at)}
    </span>
  );
}

/** Ways on from a page; nothing where there is none. */
export function Ways({ ways }: { ways: readonly (readonly [href: string, label: string] | false)[] }) {
  const all = ways.filter((way) => way !== false);
  if (all.length === 0) return null;
  return (
    <p class="govuk-body ln-ways">
      {all.map(([href, label]) => (
        <a key={href} class="govuk-link" href={href}>
          {label}
        </a>
      ))}
    </p>
  );
}
