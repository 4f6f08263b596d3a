import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { invalid } from './validation.js';

/** Refuses an id in the path that cannot be one of ours, naming its parameter; returns the id in lower case. */
@Injectable()
export class IdPipe implements PipeTransform<string, string> {
  transform(value: string, { data: name }: ArgumentMetadata): string {
    if (isUUID(value)) return value.toLowerCase();
    throw invalid(name!, `${name} must be a UUID`);
  }
}
