/** Views and editors, by the names of package.json. */
export const contactsViewId = 'wazzup.contacts';
export const historyViewId = 'wazzup.history';
export const contactFormViewType = 'wazzup.contactForm';
