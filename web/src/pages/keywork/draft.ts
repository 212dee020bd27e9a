// What somebody is writing of a session, and what is sent of it. The record's id is the draft's: whichever tab saves it, it is
// the same session.
import { useEffect, useState } from 'preact/hooks';
import { newId } from '../../api.ts';
import { draftKey, dropDraft, loadDraft, saveDraft } from '../../drafts.ts';
import { partsOf } from '../../parts/date-input.tsx';
import { instantOf, type Moment } from '../../parts/form.tsx';
import type { DidWe, Feeling, KeyworkPage, ReadWith, Session, SkillHow, Tag } from '../../records-keywork.ts';
import { clock } from '../../state/clock.ts';
import { who } from '../../state/session.ts';
import { isoOf, msOf, ukDay, ukTime } from '../../time.ts';
import { agreedBody, type Agreed } from '../resident/agreed.tsx';

export interface SkillFields {
  skill: string;
  how: SkillHow | '';
}

export interface Fields {
  id: string;
  begun_at: string;
  corrects: string | null;
  /** The one it corrects has a suggestion already. */
  suggested: boolean;
  without_devices: string[];
  happened_at: Moment;
  minutes: string;
  place: string;
  did_we: DidWe | null;
  tags: Tag[];
  own_tags: string;
  she_said: string;
  we_did: string;
  /** Of those carried forward, by name. */
  skills: Record<string, SkillHow | ''>;
  own_skills: SkillFields[];
  went_well: string;
  nothing_yet: string[];
  purposeful: string;
  came: Feeling | '';
  went: Feeling | '';
  actions: Agreed[];
  next_topic: string;
  sensitive: string[];
  read_with_her: ReadWith | null;
  her_correction: string;
  changes: 'yes' | 'no' | null;
  suggestion: string;
  line: string;
  change: string;
  moments: string[];
}

export interface Begun {
  id: string;
  begun_at: string;
}

const FORM = 'keywork begun';

/** Under what a session of hers is going to be recorded: the same in every tab of this browser until it is. */
export function useBegun(stay: string): Begun | null {
  const [begun, set] = useState<Begun | null>(null);
  const key = draftKey(who.value?.staff?.id ?? '', FORM, stay);
  useEffect(() => {
    let here = true;
    void loadDraft<Begun>(key).then((kept) => {
      const one = kept ?? { id: newId(), begun_at: isoOf(clock.now()) };
      if (!kept) void saveDraft(key, one);
      if (here) set(one);
    });
    return () => {
      here = false;
    };
  }, [key]);
  return begun;
}

export const dropBegun = (stay: string): Promise<void> => dropDraft(draftKey(who.value?.staff?.id ?? '', FORM, stay));

/** A new session; written up afterwards when the one before was. */
export function startOf(begun: Begun, { sessions }: Pick<KeyworkPage, 'sessions'>): Fields {
  const before = sessions.find((one) => one.kind === 'session');
  return {
    ...begun,
    corrects: null,
    suggested: false,
    without_devices: before?.without_devices ? ['yes'] : [],
    happened_at: { ...partsOf(ukDay(begun.begun_at)), time: '' },
    minutes: '',
    place: '',
    did_we: null,
    tags: [],
    own_tags: '',
    she_said: '',
    we_did: '',
    skills: {},
    own_skills: [],
    went_well: '',
    nothing_yet: [],
    purposeful: '',
    came: '',
    went: '',
    actions: [],
    next_topic: '',
    sensitive: [],
    read_with_her: null,
    her_correction: '',
    changes: null,
    suggestion: newId(),
    line: '',
    change: '',
    moments: [],
  };
}

/** As it stands, to be corrected. What was agreed in it lives on by itself. */
export function fieldsOf(one: Session): Fields {
  const text = (words: string | null): string => words ?? '';
  return {
    ...startOf({ id: newId(), begun_at: isoOf(clock.now()) }, { sessions: [] }),
    corrects: one.id,
    suggested: one.suggestion !== null,
    without_devices: one.without_devices ? ['yes'] : [],
    happened_at: { ...partsOf(ukDay(one.happened_at)), time: ukTime(one.happened_at).slice(0, 5) },
    minutes: String(one.minutes ?? ''),
    place: one.place,
    did_we: one.did_we,
    tags: one.tags,
    own_tags: one.own_tags.join(', '),
    she_said: text(one.she_said),
    we_did: text(one.we_did),
    own_skills: one.skills.flatMap(({ skill, how }) => (skill === null ? [] : [{ skill, how }])),
    went_well: text(one.went_well),
    nothing_yet: one.nothing_yet ? ['yes'] : [],
    purposeful: text(one.purposeful),
    came: one.came ?? '',
    went: one.went ?? '',
    next_topic: text(one.next_topic),
    sensitive: one.sensitive ? ['yes'] : [],
    read_with_her: one.read_with_her,
    her_correction: text(one.her_correction),
    changes: one.changes_plan ? 'yes' : 'no',
  };
}

/** What is kept of mine when the same session was saved with other words: a correction of that. */
export function asCorrection(mine: Fields, saved: Session): Partial<Fields> {
  return {
    id: newId(),
    corrects: saved.id,
    suggested: saved.suggestion !== null,
    actions: mine.actions.filter((act) => !saved.actions.some((one) => one.id === act.id)),
    moments: [],
  };
}

export const ownTags = (text: string): string[] => text.split(',').map((one) => one.trim()).filter(Boolean);

/** Those that were there this time. */
export function skillsOf(v: Pick<Fields, 'skills' | 'own_skills'>): { skill: string; how: SkillHow }[] {
  const all = [...Object.entries(v.skills).map(([skill, how]) => ({ skill, how })), ...v.own_skills];
  return all.flatMap(({ skill, how }) => (how === '' || skill.trim() === '' ? [] : [{ skill: skill.trim(), how }]));
}

/** When it ended, in ms; null while that is not known. */
export function endedMs(v: Pick<Fields, 'happened_at' | 'minutes'>): number | null {
  const from = instantOf(v.happened_at);
  const minutes = Number(v.minutes.trim());
  return from && minutes > 0 ? msOf(from) + minutes * 60_000 : null;
}

/** What was entered, without what was left empty. */
const filled = (all: object): object => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '' && value !== null));

export function bodyOf(v: Fields): object {
  const trimmed = (name: keyof Fields): string => (v[name] as string).trim();
  const changes = v.changes === 'yes';
  const texts = ['place', 'she_said', 'we_did', 'went_well', 'purposeful', 'next_topic', 'her_correction'] as const;
  return {
    kind: 'session',
    happened_at: instantOf(v.happened_at),
    minutes: Number(v.minutes.trim()),
    begun_at: v.begun_at,
    without_devices: v.without_devices.length > 0,
    nothing_yet: v.nothing_yet.length > 0,
    sensitive: v.sensitive.length > 0,
    tags: v.tags,
    own_tags: ownTags(v.own_tags),
    skills: skillsOf(v),
    actions: agreedBody(v.actions),
    moments: v.moments,
    changes_plan: changes,
    ...(changes && !v.suggested && { suggestion: { id: v.suggestion, ...filled({ line: v.line }), words: v.change.trim() } }),
    ...filled({
      ...Object.fromEntries(texts.map((name) => [name, trimmed(name)])),
      did_we: v.did_we,
      came: v.came,
      went: v.went,
      read_with_her: v.read_with_her,
      corrects: v.corrects,
    }),
  };
}
