export function NotFound() {
  return (
    <>
      <h1 class="govuk-heading-l">Page not found</h1>
      <p class="govuk-body">If you typed the address, check that it is right.</p>
      <p class="govuk-body">
        If you followed a link to a woman&rsquo;s page, she may have moved, or the page may not be yours to see.{' '}
        <a class="govuk-link" href="/">
          Go to the start
        </a>
        .
      </p>
    </>
  );
}
