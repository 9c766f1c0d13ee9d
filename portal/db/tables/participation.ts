import type { Generated } from 'kysely';
import type { Language } from '../../../contract/languages.ts';
import type { DecisionOutcome } from '../../../contract/participation.ts';

export type DraftState = 'draft' | 'checking' | 'opened';

export interface ParticipationTables {
  /** Approved topics; the id is the case's, or a new one for demonstration content. Texts are JSON by language. */
  topics: {
    id: string;
    authority_id: string;
    direction: string;
    text: string;
    more: string | null;
    approved_at: number;
    approved_by: string;
    survey_id: string | null;
  };
  survey_drafts: {
    id: string;
    authority_id: string;
    topic_id: string | null;
    state: DraftState;
    rev: number;
    /** `surveyContentSchema` as JSON. */
    content: string;
    opens: number;
    closes: number;
    /** Days after closing in which votes cast offline in time are still confirmed. */
    grace_days: number;
    author_id: string;
    /** Who checked and opened it: never the author. */
    checker_id: string | null;
    changed_at: number;
    /** Why it was sent back. */
    remark: string | null;
    survey_id: string | null;
  };
  survey_decisions: {
    survey_id: string;
    outcome: DecisionOutcome;
    text: string;
    official_id: string;
    at: number;
  };
  survey_comments: { id: Generated<string>; survey_id: string; language: Language; text: string };
}
