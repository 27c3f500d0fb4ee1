import type { Outcome } from '../../dossier.ts';
import type { ChatText } from '../vi/chat.ts';

const scale: ChatText['scale'] = {
  1: 'Very dissatisfied',
  2: 'Dissatisfied',
  3: 'Neutral',
  4: 'Satisfied',
  5: 'Very satisfied',
};

const buttons: ChatText['buttons'] = {
  begin: 'Start',
  resume: 'Continue',
  later: 'Later',
  wrongDossier: 'This is not my file',
  notMe: 'That was not me',
  stop: 'No more surveys',
  otherLanguage: 'Tiếng Việt',
  back: 'Back',
  skip: 'Skip',
  gateYes: 'Yes',
  gateNo: 'No',
  notForMe: 'Does not apply to me',
  right: 'Yes',
  chooseAgain: 'Choose again',
  noComment: 'Nothing to add',
  stopYes: 'Yes, stop',
  stopNo: 'No, keep sending',
  discardYes: 'Delete my answers',
  discardNo: 'Keep them',
  sharePhone: 'Share my phone number',
};

const invite: ChatText['invite'] = {
  greeting: (unit) => `Hello from ${unit}.`,
  condolence: (unit) => `${unit} offers your family its condolences.`,
  news: (tail, outcome, day) => {
    const on = day === null ? '' : ` on ${day}`;
    const news: Readonly<Record<Outcome, string>> = {
      issued: `Your file ending ${tail} was completed${on}.`,
      refused: `Your file ending ${tail} was answered${on}. We know that the result may not be what you hoped for.`,
      stopped: `Work on your file ending ${tail} was stopped${on}. We know that this may be inconvenient for you.`,
      withdrawn: `Your file ending ${tail} was withdrawn${on}.`,
    };
    return news[outcome];
  },
  ask: (questions) => `Please answer ${questions} short questions, about a minute.`,
  askGently: (questions) =>
    `If you have a moment, please tell us how your file was received and handled: ${questions} short questions, about a minute.`,
  voluntary: 'It is up to you and does not affect your file.',
  consent:
    'By starting you agree that we record your answers, only to work out overall satisfaction; you may change your mind at any time.',
  neverAsked: 'We never ask for an ID number, a one-time code or money.',
  shortCode: (code) => `Code on your slip: ${code}.`,
};

const privacy: ChatText['privacy'] = {
  unseen: "Staff cannot see any one person's answers.",
  throughZalo:
    'Answers in this chat pass through the Zalo account of the province or ministry. Ward staff are not given access to it.',
  onPage: (link) => `If you would rather not answer on Zalo, please open this page: ${link}`,
};

const apology: ChatText['apology'] = {
  opening: (unit) => `${unit} apologises to you:`,
  late: (tail, due, outcome, day) => {
    const result = outcome === 'issued' ? 'completed' : 'answered';
    return day === null
      ? `your file ending ${tail} was due on ${due} and was late.`
      : `your file ending ${tail} was due on ${due} but was only ${result} on ${day}.`;
  },
  reason: (reason) => `Reason: ${reason}.`,
  letter: (day) => `A formal letter of apology was sent on ${day}.`,
};

const reminder: ChatText['reminder'] = {
  about: (unit, tail) => `A reminder from ${unit} about the survey for your file ending ${tail}.`,
  remaining: (questions) =>
    questions === 0
      ? 'Only the closing comment is left.'
      : `You have ${questions} ${questions === 1 ? 'question' : 'questions'} left.`,
  until: (day) => `If you have a moment, please answer by the end of ${day}.`,
  voluntary: 'It is fine not to answer.',
};

const survey: ChatText['survey'] = {
  position: (position, questions) => `Question ${position}/${questions}.`,
  notUnderstood: 'Please tap or type a number from 1 to 5 (1 is very dissatisfied, 5 is very satisfied).',
  confirmScore: (label) => `Did you mean "${label}"?`,
  confirmDiscard: 'Delete your answers to this survey? They cannot be brought back.',
  later: 'All right, answer whenever it suits you.',
  laterUntil: (day) => `The survey is open until the end of ${day}.`,
  declined: 'All right, thank you. We will not ask about this file again.',
  discarded: 'Your answers to this survey have been deleted. We will not ask about this file again.',
  wrongDossier: 'Thank you for telling us. We will send you nothing more about this file.',
  alreadyClosed: 'This survey is over. Thank you.',
  thanks: (unit) =>
    `Thank you. Your answers are recorded and mixed with those of other people before ${unit} sees them.`,
  receipt: (code, url) =>
    `Receipt code: ${code}. Keep it to see whether your answers have been counted, or to take them back, at ${url}. Anyone who has the code can do so; it does not show your answers.`,
  complaints: (phone) =>
    `This is a survey and cannot handle complaints. For an answer, please write to the National Public Service Portal or call ${phone}.`,
};

const stop: ChatText['stop'] = {
  confirm: 'Do you want to stop receiving surveys?',
  discards: 'If you stop, the answers you have begun are deleted.',
  typed: 'Please type YES to stop, NO to keep receiving them.',
  stopped:
    'Done, we have stopped. You will receive no more surveys. Answers you had begun, if any, are deleted. To receive surveys again, type BẬT.',
  resumed: 'All right, you will receive surveys again. To stop, type STOP.',
};

const guide: ChatText['guide'] = {
  help: 'Tap a button under each question, or type a number from 1 to 5. You can type: BACK, SKIP, LATER, DELETE (delete your answers), STOP (no more surveys), START (surveys again), TIẾNG VIỆT (Vietnamese).',
  human: 'A machine asks these questions and keeps the answers.',
  humanPhone: (phone) => `To reach a person, please call ${phone} or write to the National Public Service Portal.`,
  humanPortal: 'For an answer, please write to the National Public Service Portal.',
  welcome: 'Hello. Here people say how their file was handled by the commune, ward or special zone.',
  nothingOpen: 'No survey is waiting for you at the moment.',
  howToStart:
    'To begin, please scan the QR code on your appointment slip, or use the button to share the phone number written in your file.',
  inProgress: (unit, tail, due) =>
    `${unit} is working on your file ending ${tail}, due on ${due}. When the result is there, we will ask for your opinion.`,
  notYet: (tail) =>
    `Your file ending ${tail} has been handled. We will ask you a few short questions later; there is nothing to do now.`,
  heldElsewhere:
    'This slip was opened on another device and can be answered only there. The answers are shown nowhere else.',
  openPage: (link) => `Please open the survey here: ${link}`,
  unknownSlip:
    'We cannot find this slip. Please scan the QR code on your appointment slip again, or type its code of 6 characters again.',
  nothingForPhone:
    'We find no open survey for this phone number. Please type the code of 6 characters on your appointment slip.',
  phoneSaved:
    'Thank you. Your phone number is confirmed. Surveys about files with this number, if any, will be sent here.',
  phoneNotOwn: 'Please share your own phone number, with the button below.',
};

const slip: ChatText['slip'] = {
  answered: (unit, tail) =>
    `Somebody has answered the survey about file …${tail} of ${unit}, by the QR code or the code on its slip.`,
  ifYours: 'If that was you or your family, there is nothing to do.',
  ifNot: (day) =>
    `If not, tap "That was not me" until the end of ${day}: those answers are deleted, and you can answer yourself.`,
  silent: 'We send this only once, and it does not tell what was answered.',
  discarded: 'Thank you for telling us. The answers from the slip are deleted, and that slip opens nothing any more.',
};

const backCheck: ChatText['backCheck'] = {
  hello: (unit) => `Thank you for answering the survey about ${unit}. We have 2 more short questions, asked only once.`,
  apart:
    'They are kept apart from what you have answered and merged over the whole province: no official knows who says what. You need not answer.',
  own: 'Question 1/2. Did you answer the survey yourself?',
  prompted: 'Question 2/2. Did anybody suggest what you should choose?',
  said: { yes: 'Yes', no: 'No', unsure: 'I do not remember' },
  again: 'Please tap a button, or type YES or NO.',
  thanks: 'Thank you. We have no more questions about this survey.',
};

export const chat: ChatText = {
  scale,
  buttons,
  invite,
  privacy,
  apology,
  reminder,
  survey,
  stop,
  guide,
  slip,
  backCheck,
};
