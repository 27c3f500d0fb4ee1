/** Every event of the console's list (zalo.md §5.5); those that name a family are counted under it. */
const KNOWN = [
  'follow',
  'unfollow',
  'user_send_text',
  'user_send_image',
  'user_send_file',
  'user_send_audio',
  'user_send_video',
  'user_send_sticker',
  'user_send_link',
  'user_send_business_card',
  'user_send_location',
  'user_click_chatnow',
  'user_seen_message',
  'user_received_message',
  'user_reacted_message',
  'oa_reacted_message',
  'oa_send_text',
  'oa_send_image',
  'oa_send_file',
  'oa_send_sticker',
  'oa_send_gif',
  'oa_send_list',
  'user_submit_info',
  'update_user_info',
  'add_user_to_tag',
  'remove_user_from_tag',
  'remove_tag',
  'user_withdraw',
  'oa_send_consent',
  'user_reply_consent',
  'user_call_oa',
  'widget_interaction_accepted',
  'widget_failed_to_sync_user_external_id',
  'extension_purchased',
  'change_template_status',
  'change_template_quality',
  'change_template_quota',
  'change_oa_daily_quota',
  'change_oa_template_tags',
  'user_feedback',
  'user_click_response_button',
] as const;

const FAMILIES = [
  ['anonymous_send_', 'anonymous_send'],
  ['oa_send_anonymous_', 'oa_send_anonymous'],
  ['event_journey_', 'event_journey'],
] as const;

export type KnownEvent = (typeof KNOWN)[number] | (typeof FAMILIES)[number][1];

/** For counting: a label of a closed set. */
export type EventLabel = KnownEvent | 'other' | 'malformed';

export function labelOf(name: string): KnownEvent | 'other' {
  const known = KNOWN.find((each) => each === name);
  if (known) return known;
  return FAMILIES.find(([prefix]) => name.startsWith(prefix))?.[1] ?? 'other';
}
