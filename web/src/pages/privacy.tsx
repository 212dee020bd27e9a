import { PAGE } from '../words.ts';

export function Privacy() {
  return (
    <div class="ln-text">
      <h1 class="govuk-heading-l">{PAGE.privacy}</h1>
      <p class="govuk-body">
        Lantern holds information about the women who stay at approved premises and about the staff who work there. The
        organisation that runs the premises decides what it is used for and answers for it.
      </p>

      <h2 class="govuk-heading-m">About residents</h2>
      <p class="govuk-body">Lantern holds:</p>
      <ul class="govuk-list govuk-list--bullet">
        <li>her name, preferred name, numbers used by probation and prison, room and dates of her stay</li>
        <li>how she wants to be treated, and her plan for support and safety</li>
        <li>each welfare check: when it was due, when and by whom it was made, what was seen or heard</li>
        <li>when she went out and came back, and stays in hospital or at court</li>
        <li>what probation recorded about risk to others, with where it came from and when</li>
      </ul>
      <p class="govuk-body">
        It is used to keep her safe. Lantern works out no score and makes no prediction about her. There are no cameras
        and no sensors in it: every record is of one person seeing another.
      </p>

      <h2 class="govuk-heading-m">About staff</h2>
      <p class="govuk-body">
        Lantern holds your name, your roles, when you signed in and out, and which records you read, made or corrected.
        Your PIN and password are kept only in a form from which they cannot be read. Records of checks are not made into
        tables that compare one worker with another.
      </p>

      <h2 class="govuk-heading-m">Who sees what</h2>
      <p class="govuk-body">
        Staff see the residents of the premises they work at, and a probation practitioner sees her own. Some records are
        restricted to named people; everybody else sees only that there is one. Each time somebody opens a
        resident&rsquo;s record, that is recorded and can be looked at by the manager. Boards that residents may see
        show no names and no reasons.
      </p>

      <h2 class="govuk-heading-m">How long it is kept</h2>
      <p class="govuk-body">
        Nothing is overwritten: a correction stands beside what it corrects. How long records are kept is set by the
        organisation that runs the premises, and each removal is itself recorded.
      </p>

      <h2 class="govuk-heading-m">Your rights</h2>
      <p class="govuk-body">
        You can ask to see what is held about you, to have mistakes corrected and to object to how it is used. Ask the
        manager of the premises or the data protection officer of the organisation that runs it. If you are not content
        with the answer, you can complain to the Information Commissioner&rsquo;s Office.
      </p>
    </div>
  );
}
