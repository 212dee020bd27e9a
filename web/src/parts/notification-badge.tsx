/** A count, inside navigation only. */
export function NotificationBadge(props: { count: number; means?: string | undefined }) {
  if (props.count <= 0) return null;
  const many = props.count >= 99;
  return (
    <span class="moj-notification-badge">
      <span aria-hidden="true">{many ? '99+' : props.count}</span>
      <span class="govuk-visually-hidden">
        ({many ? '99 or more' : props.count}
        {props.means && ` ${props.means}`})
      </span>
    </span>
  );
}
