import type { Language } from '../../../contract/languages.ts';

export interface IdeaTables {
  ideas: {
    /** The case's id. */
    id: string;
    authority_id: string;
    direction: string;
    language: Language;
    /** As the moderator published it: open to everybody, so not sealed. */
    title: string;
    problem: string;
    proposal: string;
    published_on: string;
    withdrawn_on: string | null;
    supports: number;
  };
  idea_supports: {
    idea_id: string;
    /** HMAC of idea and person, or of idea and visit. */
    once_tag: string;
  };
}
