//! What a language model proposes is kept only where it stands word for word.
