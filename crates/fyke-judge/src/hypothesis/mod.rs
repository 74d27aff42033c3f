//! What could be true: hypotheses in rows, evidence in columns, one coherent set of numbers.
