import type { VNode } from 'preact';
import { RETENTION_DAYS } from '../../../domain/retention.ts';
import type { ToldTraces } from '../../../service/rights/request-desk.ts';
import { formatCount } from '../../ui/format.ts';
import { Table } from '../../ui/table.tsx';
import type { Visit } from '../frame.tsx';
import { alertTextFor, rightsTextFor } from '../text.ts';

interface KeptProps {
  readonly told: ToldTraces;
  readonly visit: Visit;
}

/** What is kept, by kind and how long; of answers only that nobody can find them. */
export function KeptData({ told, visit: { locale } }: KeptProps): VNode {
  const { data } = rightsTextFor(locale);
  return (
    <section class="panel">
      <h2 id="kept">{data.title}</h2>
      <Table
        caption={data.title}
        hideCaption
        columns={[
          { key: 'what', label: data.what },
          { key: 'held', label: data.held },
          { key: 'long', label: data.long },
        ]}
        rows={rowsOf(told, locale).map((cells) => ({ key: cells[0], cells }))}
      />
      <h3>{data.codes}</h3>
      {told.dossiers.length === 0 ? (
        <p>{data.none}</p>
      ) : (
        <ul class="bullets">
          {told.dossiers.map(({ code }) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
      )}
      {told.elsewhere === 0 ? null : <p class="quiet">{data.elsewhere(formatCount(told.elsewhere, locale))}</p>}
    </section>
  );
}

function rowsOf(
  { dossiers, chats, isOptedOut, elsewhere }: ToldTraces,
  locale: Visit['locale'],
): readonly (readonly [string, string, string])[] {
  const { data } = rightsTextFor(locale);
  const { channels } = alertTextFor(locale);
  const count = (number: number) => formatCount(number, locale);
  const invited = dossiers.filter((dossier) => dossier.invited).length;
  const chatWords = chats.map((chat) => `${channels[chat.channel]}: ${count(chat.count)}`);
  const phoneLong = data.phoneLong(RETENTION_DAYS.contact, RETENTION_DAYS.intake);
  return [
    [data.phone, data.dossiers(count(dossiers.length + elsewhere)), phoneLong],
    [data.invitations, data.invited(count(invited)), data.invitationsLong],
    [data.chats, chatWords.length === 0 ? data.no : chatWords.join(', '), data.chatsLong(RETENTION_DAYS.chat)],
    [data.optOut, isOptedOut ? data.yes : data.no, data.optOutLong],
    [data.answers, data.answersHeld, data.answersLong],
  ];
}
