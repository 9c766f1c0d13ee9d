/** Tells the developer, or whoever looks at the demonstration, how to sign in at the desk and as staff. */
export const sayWhoSignsIn = (accounts, staff) => {
  for (const { name, password, position } of accounts)
    console.log(`Desk account: ${name}, password ${password} (${position})`);
  for (const { number, pin, role } of staff)
    console.log(`Staff at the kiosk: number ${number}, PIN ${pin} (${role})`);
};
