//! Words in marks, and who is said to have said them.
