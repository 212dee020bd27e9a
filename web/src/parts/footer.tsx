import { PAGE } from '../words.ts';

const LINKS = [
  { href: '/accessibility', label: PAGE.accessibility },
  { href: '/privacy', label: PAGE.privacy },
  { href: '/cookies', label: PAGE.cookies },
];

export function Footer() {
  return (
    <footer class="govuk-footer ln-footer" role="contentinfo">
      <div class="govuk-width-container">
        <div class="govuk-footer__meta">
          <div class="govuk-footer__meta-item govuk-footer__meta-item--grow">
            <h2 class="govuk-visually-hidden">Support links</h2>
            <ul class="govuk-footer__inline-list">
              {LINKS.map((link) => (
                <li class="govuk-footer__inline-list-item" key={link.href}>
                  <a class="govuk-footer__link" href={link.href}>
                    {link.label}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        </div>
      </div>
    </footer>
  );
}
