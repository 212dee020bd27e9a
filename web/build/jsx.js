// What elements are made of, for every file that has some.
export { Fragment, h } from 'preact';
