import { ArrayMaxSize, ArrayNotEmpty, IsArray } from 'class-validator';
import { EachText } from '../../platform/http/each-text.js';
import { ScopeQuery } from '../suppression.dto.js';

/** Recipients per call. */
const MAX_LINKS = 1_000;

export class MakeUnsubscribeLinks extends ScopeQuery {
  /** 1 to 1,000 recipients. The links unsubscribe them from `scope`; default: all mail. */
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(MAX_LINKS)
  @EachText(320)
  addresses: string[];
}
