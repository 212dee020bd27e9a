import { LinkButton } from './button.tsx';

export function PrintButton() {
  return <LinkButton onClick={() => window.print()}>Print this page</LinkButton>;
}
