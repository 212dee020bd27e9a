// Signals, and drawing a component again when one that it read has changed. This is all that we use of the binding that
// comes with them, which is four times as large.
import { options, type Component, type VNode } from 'preact';
import { effect } from '@preact/signals-core';
export { batch, computed, effect, signal, untracked } from '@preact/signals-core';

/** Hooks of Preact under the names that its published files have, as its own hooks package uses them. */
interface Internals {
  /** Before a component renders. */
  __r?: (vnode: VNode) => void;
}

const internals = options as Internals;
const componentOf = (vnode: VNode): Component | null => (vnode as unknown as { __c: Component | null }).__c;

/** How each component stops listening to what it read when it was drawn last. */
const stops = new WeakMap<Component, () => void>();

function listening(component: Component): void {
  const draw = component.render;
  component.render = function (...args) {
    let drawn: ReturnType<typeof draw>;
    let first = true;
    stops.get(component)?.();
    stops.set(
      component,
      effect(() => {
        if (!first) return component.setState({});
        first = false;
        drawn = draw.apply(component, args);
      }),
    );
    return drawn;
  };
}

const beforeRender = internals.__r;
internals.__r = (vnode) => {
  beforeRender?.(vnode);
  const component = componentOf(vnode);
  if (!component || stops.has(component)) return;
  stops.set(component, () => undefined);
  listening(component);
};

const beforeUnmount = options.unmount;
options.unmount = (vnode) => {
  beforeUnmount?.(vnode);
  const component = componentOf(vnode);
  if (component) stops.get(component)?.();
};
