import { PAGE } from '../words.ts';

export function Accessibility() {
  return (
    <div class="ln-text">
      <h1 class="govuk-heading-l">{PAGE.accessibility}</h1>
      <p class="govuk-body">
        This statement is about Lantern, the system in which approved premises record welfare checks and keep residents
        safe. The organisation that runs the premises is responsible for it.
      </p>

      <h2 class="govuk-heading-m">How it is meant to work for you</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>everything can be done with a keyboard alone, and with a number pad alone on the night board</li>
        <li>every state is said by a word and a shape as well as a colour</li>
        <li>buttons used at night are at least 44 by 44 pixels</li>
        <li>there are day and night colours, and both meet the contrast of level AA</li>
        <li>pages can be zoomed to 400% and used on a screen 320 pixels wide</li>
        <li>nothing flashes, moves or has to be dragged</li>
        <li>alarms are shown as well as heard, and their sound can be made quieter or switched off</li>
        <li>a PIN can be pasted, filled in by a password manager and shown while you type</li>
      </ul>

      <h2 class="govuk-heading-m">How accessible it is</h2>
      <p class="govuk-body">
        Lantern is partially compliant with the Web Content Accessibility Guidelines (WCAG) version 2.2, level AA. It has
        been tested by machine and by its makers. It has not been audited, and no person who uses a screen reader, speech
        control or a magnifier every day has tested it yet. Until they have, we do not claim more.
      </p>

      <h2 class="govuk-heading-m">What does not work yet</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>
          Signing in asks you to remember a PIN, or a password and a code from another device. There is no way to sign in
          without remembering or copying something, such as a security key or a badge (WCAG 3.3.8, accessible
          authentication).
        </li>
        <li>
          A shared terminal locks after one minute without a key or a touch. A line warns you before, and any key keeps it,
          but you cannot set the time yourself; a manager can (WCAG 2.2.1, timing adjustable).
        </li>
        <li>The board changes while you read it. Rows keep their place only while a dialog is open.</li>
        <li>
          The night board is a wide table. Zoomed to 400% its columns stand under each other, and the last check of each
          woman comes after the next one.
        </li>
        <li>Alarms do not make a handset or a watch vibrate.</li>
        <li>There is no version in Welsh, in British Sign Language or in easy read.</li>
      </ul>

      <h2 class="govuk-heading-m">How it was tested</h2>
      <p class="govuk-body">
        Each page is tested with axe in Chromium on every change of the program, in day and night colours, with errors
        shown, and 320 pixels wide. The same tests do the work of the night by keyboard alone. A machine finds fewer than
        half of all barriers.
      </p>

      <h2 class="govuk-heading-m">Tell us about a problem</h2>
      <p class="govuk-body">
        Tell the manager of your premises what you were doing and what stopped you. If you need something from Lantern in
        another form, such as large print or read aloud, ask them too; they must answer you.
      </p>
      <p class="govuk-body">
        The Equality and Human Rights Commission enforces the accessibility regulations. If you are not happy with the
        answer, contact the Equality Advisory and Support Service.
      </p>
    </div>
  );
}
