export function SkipLink() {
  return (
    <a href="#main-content" class="govuk-skip-link">
      Skip to main content
    </a>
  );
}
