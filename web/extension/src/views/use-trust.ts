import { readTrust, sort, type Trust } from '@anchorlight/ui/views';
import { useEffect, useState } from 'preact/hooks';
import type { PageAnswer } from '../state.js';
import { documentFiles } from './documents.js';
import { startEngine } from './doors.js';

/** The trust store that decided, read so that its rules can be told; nothing before that, and nothing where it fails. */
export function useTrust(by: PageAnswer['by']): Trust | undefined {
  const [trust, setTrust] = useState<Trust>();
  useEffect(() => {
    if (by)
      read(by).then(setTrust, (error: unknown) => console.info('The trust store cannot be shown:', error));
  }, [by]);
  return trust;
}

async function read(by: NonNullable<PageAnswer['by']>): Promise<Trust | undefined> {
  const sorted = sort(await documentFiles(by));
  return sorted.document && readTrust(startEngine(), sorted.document, sorted);
}
