import type { ComponentChildren, VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import { pageTextFor } from './format.ts';

export interface Fault {
  /** Id of the field that it stands beside. */
  readonly field: string;
  readonly message: string;
  /** Of the field, for the summary. */
  readonly label?: string;
}

interface FieldFrame {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly faults?: readonly Fault[];
}

interface InputNature {
  readonly type?: 'email' | 'password' | 'tel' | 'date' | 'datetime-local';
  readonly autocomplete?: 'off' | 'username' | 'current-password' | 'new-password' | 'one-time-code';
  readonly inputMode?: 'numeric' | 'tel';
  readonly autofocus?: boolean;
  readonly spellcheck?: boolean;
  /** A scanner's Enter moves on to the next field. */
  readonly 'data-scan'?: boolean;
  /** "/" leads here. */
  readonly 'data-search'?: boolean;
}

/** A phone offers its digits. */
export const DIGITS_INPUT: InputNature = { inputMode: 'numeric', autocomplete: 'off' };

interface InputProps extends FieldFrame {
  readonly value?: string;
  readonly input?: InputNature;
  readonly size?: 'code' | 'day' | 'phone';
}

export function TextField({ value, input, size, ...frame }: InputProps): VNode {
  const looks = size ? `input input--${size}` : 'input';
  // Preact's types want a literal `type`, one arm for each.
  const nature: object = { ...input };
  return (
    <FieldFrame {...frame}>
      <input class={looks} id={frame.id} name={frame.id} value={value ?? ''} {...describedBy(frame)} {...nature} />
    </FieldFrame>
  );
}

type ShortProps = Omit<InputProps, 'input' | 'size'>;

/** For a day, a count or a code. */
export function DigitsField(props: ShortProps): VNode {
  return <TextField {...props} size="day" input={DIGITS_INPUT} />;
}

export function PhoneField(props: ShortProps): VNode {
  return <TextField {...props} size="phone" input={{ type: 'tel', inputMode: 'tel', autocomplete: 'off' }} />;
}

interface TextAreaProps extends FieldFrame {
  readonly value: string;
  /** Of what is typed, where it is not that of the page. */
  readonly lang?: Locale;
  readonly rows?: number;
}

/** Several lines, such as a list of days. */
export function TextAreaField({ value, lang, rows = 2, ...frame }: TextAreaProps): VNode {
  return (
    <FieldFrame {...frame}>
      <textarea class="input" id={frame.id} name={frame.id} lang={lang} rows={rows} {...describedBy(frame)}>
        {value}
      </textarea>
    </FieldFrame>
  );
}

export interface Option {
  readonly value: string;
  readonly label: string;
  /** Of a label that is not in the language of the page. */
  readonly lang?: Locale;
}

interface SelectProps extends FieldFrame {
  readonly value: string;
  readonly options: readonly Option[];
  /** Further options under a heading each. */
  readonly groups?: readonly { readonly label: string; readonly options: readonly Option[] }[];
}

export function SelectField({ value, options, groups = [], ...frame }: SelectProps): VNode {
  return (
    <FieldFrame {...frame}>
      <select class="input" id={frame.id} name={frame.id} {...describedBy(frame)}>
        <Options options={options} chosen={value} />
        {groups.map((group) => (
          <optgroup key={group.label} label={group.label}>
            <Options options={group.options} chosen={value} />
          </optgroup>
        ))}
      </select>
    </FieldFrame>
  );
}

interface ChoiceProps extends FieldFrame {
  readonly value: string;
  readonly options: readonly Option[];
  /** Stands under the options. */
  readonly children?: ComponentChildren;
}

/** One of a few, all of them to be seen. */
export function ChoiceField({ id, label, hint, faults, value, options, children }: ChoiceProps): VNode {
  const { 'aria-describedby': notes } = describedBy({ id, hint, faults });
  return (
    <fieldset class={looksOf(faults, id)} aria-describedby={notes}>
      <legend class="field__label">{label}</legend>
      <Notes id={id} hint={hint} faults={faults} />
      <div class="choices">
        {options.map((option, i) => (
          <label class="choice" key={option.value}>
            <input
              type="radio"
              id={i === 0 ? id : undefined}
              name={id}
              value={option.value}
              checked={option.value === value}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
      {children}
    </fieldset>
  );
}

/** Stands at the top of a form and has the focus when the page opens; each line leads to its field. */
export function FaultSummary({
  faults,
  locale,
}: {
  readonly faults: readonly Fault[];
  readonly locale: Locale;
}): VNode | null {
  if (faults.length === 0) return null;
  return (
    <div class="notice notice--trouble" role="group" aria-labelledby="faults" tabIndex={-1} autofocus>
      <h2 class="notice__title" id="faults">
        {pageTextFor(locale).faultsTitle(faults.length)}
      </h2>
      <ul class="faults">
        {faults.map((fault) => (
          <li key={`${fault.field} ${fault.message}`}>
            <a href={`#${fault.field}`}>
              {fault.label === undefined ? null : <b>{asLead(fault.label)} </b>}
              {fault.message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A label that asks needs no colon. */
function asLead(label: string): string {
  return label.endsWith('?') ? label : `${label}:`;
}

function FieldFrame({
  id,
  label,
  hint,
  faults,
  children,
}: FieldFrame & { readonly children: ComponentChildren }): VNode {
  return (
    <div class={looksOf(faults, id)}>
      <label class="field__label" for={id}>
        {label}
      </label>
      <Notes id={id} hint={hint} faults={faults} />
      {children}
    </div>
  );
}

type Noted = { readonly id: string } & { readonly [Key in 'hint' | 'faults']?: FieldFrame[Key] | undefined };

function Notes({ id, hint, faults }: Noted): VNode {
  return (
    <>
      {hint === undefined ? null : (
        <p class="field__hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {of(faults, id).map((fault) => (
        <p class="field__fault" id={`${id}-fault`} key={fault.message}>
          {fault.message}
        </p>
      ))}
    </>
  );
}

function Options({ options, chosen }: { readonly options: readonly Option[]; readonly chosen: string }): VNode {
  return (
    <>
      {options.map((option) => (
        <option key={option.value} value={option.value} selected={option.value === chosen} lang={option.lang}>
          {option.label}
        </option>
      ))}
    </>
  );
}

interface Described {
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: boolean;
}

function describedBy({ id, hint, faults }: Noted): Described {
  const faulty = of(faults, id).length > 0;
  const ids = [...(hint === undefined ? [] : [`${id}-hint`]), ...(faulty ? [`${id}-fault`] : [])];
  return {
    ...(ids.length > 0 ? { 'aria-describedby': ids.join(' ') } : {}),
    ...(faulty ? { 'aria-invalid': true } : {}),
  };
}

function looksOf(faults: readonly Fault[] | undefined, id: string): string {
  return of(faults, id).length > 0 ? 'field field--fault' : 'field';
}

/** One message a field: the first says enough. */
function of(faults: readonly Fault[] | undefined, id: string): readonly Fault[] {
  return (faults ?? []).filter((fault) => fault.field === id).slice(0, 1);
}
