import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { newId, newTimedId } from '../../src/lib/new-id.ts';

const timeOf = (id: string) => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);

describe('src/lib/new-id', () => {
  it('makes random ids of version 4', () => {
    expect(z.uuidv4().safeParse(newId()).success).toBe(true);
    expect(newId()).not.toBe(newId());
  });

  it('makes ids of version 7 that begin with their time and end at random', () => {
    const before = Date.now();
    const ids = Array.from({ length: 200 }, () => newTimedId());
    const after = Date.now();
    expect(ids.filter((id) => !z.uuidv7().safeParse(id).success)).toEqual([]);
    expect(ids.map(timeOf).filter((time) => time < before || time > after)).toEqual([]);
    expect(new Set(ids.map((id) => id.slice(15))).size).toBe(ids.length);
  });
});
