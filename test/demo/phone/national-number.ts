/** `84900000001` is `0900 000 001`. */
export function nationalNumber(phone: string): string {
  return phone.replace(/^84/, '0').replace(/^(\d{4})(\d{3})(\d{3})$/, '$1 $2 $3');
}
