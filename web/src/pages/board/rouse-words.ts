// The four questions after a rousing check, and what an answer calls for. Pure: the 999 words must not wait for a server.
export type Answer = 'yes' | 'unclear' | 'no';
export type Question = 'rousable' | 'answers' | 'follows_request' | 'may_be_illness';
export type Answers = Partial<Record<Question, Answer>>;

export const QUESTION: Record<Question, string> = {
  rousable: 'Can she be roused?',
  answers: 'Does she answer you?',
  follows_request: 'Does she do what you ask? "Open your eyes, squeeze my hand."',
  may_be_illness: 'Could it be illness or an injury?',
};

export const QUESTIONS = Object.keys(QUESTION) as Question[];
export const ANSWER: Record<Answer, string> = { yes: 'Yes', unclear: 'Unclear', no: 'No' };

/** A "no" to one of the first three, or illness or injury that there may be. */
export function calls999(answers: Answers): boolean {
  return QUESTIONS.some((one) => answers[one] === (one === 'may_be_illness' ? 'yes' : 'no'));
}

/** Not sure: a second pair of eyes. */
export const needsSecond = (answers: Answers): boolean => QUESTIONS.some((one) => answers[one] === 'unclear');

export const whole = (answers: Answers): answers is Record<Question, Answer> => QUESTIONS.every((one) => answers[one] !== undefined);
