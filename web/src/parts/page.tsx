import type { ComponentChildren } from 'preact';
import { PageProblem } from '../pages/problem.tsx';
import { useLoad, type Load } from '../state/load.ts';
import { Loading } from './loading.tsx';
import { Notice } from './notice.tsx';
import { PremisesChoice } from './premises-choice.tsx';

interface GetProps<T> {
  path: string | null;
  /** What is awaited, in words. */
  what: string;
  children: (data: T, reload: Load<T>['reload']) => ComponentChildren;
}

/** What the server says: awaited, refused, or shown. */
export function Get<T>(props: GetProps<T>) {
  const { data, error, reload } = useLoad<T>(props.path);
  if (data !== null) return <>{props.children(data, reload)}</>;
  return error ? <PageProblem error={error} retry={() => void reload()} /> : <Loading what={props.what} />;
}

/** A page over one answer. Its heading is there at once, to have the focus, and so is what decides about the question. */
export function Page<T>(props: GetProps<T> & { title: string; tools?: ComponentChildren }) {
  const { data, error, reload } = useLoad<T>(props.path);
  if (data === null && error) return <PageProblem error={error} retry={() => void reload()} />;
  return (
    <>
      <Notice />
      <h1 class="govuk-heading-l">{props.title}</h1>
      <PremisesChoice />
      {props.tools}
      {data === null ? <Loading what={props.what} /> : props.children(data, reload)}
    </>
  );
}

/** A part of a page under a heading of its own. */
export function Section(props: { title: ComponentChildren; name: string; children: ComponentChildren }) {
  return (
    <section aria-labelledby={props.name}>
      <h2 class="govuk-heading-m" id={props.name}>
        {props.title}
      </h2>
      {props.children}
    </section>
  );
}

/** One of many: whom or what it is about, and a few things beside it. */
export function Row(props: { href?: string | undefined; name: string; soft?: ComponentChildren; cells: readonly ComponentChildren[] }) {
  return (
    <li class="ln-list__item">
      <div>
        {props.href ? (
          <a class="govuk-link ln-list__link" href={props.href}>
            {props.name}
          </a>
        ) : (
          <strong>{props.name}</strong>
        )}
        <span class="ln-soft ln-list__soft">{props.soft}</span>
      </div>
      {props.cells.map((cell, i) => (
        <div key={i}>{cell}</div>
      ))}
    </li>
  );
}

/** One entry of a record: when, and what. */
export function Entry(props: { id?: string; at: ComponentChildren; wide?: boolean; children: ComponentChildren }) {
  return (
    <li class={props.wide ? 'ln-log__item ln-log__item--wide' : 'ln-log__item'} id={props.id}>
      <div class="ln-log__time">{props.at}</div>
      <div>{props.children}</div>
    </li>
  );
}
