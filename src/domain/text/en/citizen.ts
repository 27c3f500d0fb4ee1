import type { CitizenText } from '../vi/citizen.ts';

export const citizenText: CitizenText = {
  title: 'Survey',
  question: (position, total) => `Question ${String(position)}/${String(total)}`,
  answers: 'Answers',
  apologyTitle: 'We are sorry for the delay',
  shortCode: 'Code on your slip',
  compareCode: 'Please compare it with the code printed on your slip. If the two differ, please do not answer.',
  savedAsTapped: 'Each answer is saved when you tap it.',
  send: 'Send',
  leave: 'Stop, or delete my answers',
  leaveHint:
    'Stop: the survey ends at once and the answers you had begun are deleted. Delete: we ask once more before deleting.',
  stop: 'Stop the survey',
  stopHint: 'Stop: the survey ends at once and the answers you had begun are deleted.',
  stopsForGood: 'If you stop, the phone number that got our message receives no more surveys either.',
  offline:
    'No connection. Your last answer is NOT saved. Once you are online again this page sends it by itself; you need not tap again.',
  emptyComment: 'You have not written anything. If you have nothing to add, please tap "Nothing to add".',
  cannotReply: 'Nobody replies to what is written here.',
  inProgress: 'Your file is being worked on',
  notYet: 'Your file is finished',
  slipAnswered: 'This slip has been answered',
  heldElsewhere: 'This slip was opened elsewhere',
  closed: 'This survey is over',
  done: 'All done',
  stopped:
    'Done, we have stopped this survey. Answers you had begun, if any, are deleted. If a survey message reaches you elsewhere, reply STOP there and we stop at once.',
  stoppedPhone: 'Done, we send no more surveys to this phone number. Answers you had begun, if any, are deleted.',
  unknown: 'We cannot find this slip',
  scanAgain: 'Please scan the QR code on your appointment slip again, or ask the office where you filed.',
  saving: 'Saving',
  savingHint: 'We have received your answer and are saving it. It will not be lost; you need not send it again.',
  savingNext: 'See whether it is saved',
  notSaved: 'Your answer could not be saved',
  notSavedHint:
    'The server is busy or cannot be reached. Your last answer is NOT saved. Please wait a moment and press "Try again".',
  retry: 'Try again',
  backToSurvey: 'Back to the question',
  yourComment: 'Your comment',
  cookies: 'Your browser does not allow saving',
  cookiesHint:
    'This page needs one cookie, so that only your device can see and answer this slip. Your last answer is NOT saved. Please allow cookies and open the page again.',
};
