/** For tests: English, as a page has it before anything is shown. */

import * as banned from "./en/pages/banned";
import * as check from "./en/pages/check";
import * as room from "./en/pages/room";
import * as studio from "./en/pages/studio";
import * as terms from "./en/pages/terms";
import * as talk from "./en/talk";
import { texts } from "./texts";

Object.assign(texts, room, studio, terms, check, banned, talk);
