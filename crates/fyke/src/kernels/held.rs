//! What a worker keeps from one job to the next: jobs of one step ask for the same.

use fyke_store::StoreError;
use fyke_store::error::{Fault, Result};
use std::sync::{Arc, Mutex, MutexGuard};

/// The value that was made last, under what it was made of.
pub struct Latest<K, V>(Mutex<Option<(K, Arc<V>)>>);

impl<K, V> Default for Latest<K, V> {
    fn default() -> Latest<K, V> {
        Latest(Mutex::new(None))
    }
}

impl<K: PartialEq, V> Latest<K, V> {
    /// The value of `key`, made if it is not held. Whoever comes while it is made waits
    /// for it.
    pub fn get(&self, key: K, make: impl FnOnce() -> Result<V>) -> Result<Arc<V>> {
        let mut held = locked(&self.0)?;
        if let Some((_, value)) = held.as_ref().filter(|(of, _)| *of == key) {
            return Ok(Arc::clone(value));
        }
        // the old one goes first: two may be more than there is room for
        *held = None;
        let value = Arc::new(make()?);
        *held = Some((key, Arc::clone(&value)));
        Ok(value)
    }

    /// Makes room.
    pub fn forget(&self) {
        if let Ok(mut held) = self.0.lock() {
            *held = None;
        }
    }
}

/// What jobs share, unless one of them broke down with it.
pub fn locked<T>(shared: &Mutex<T>) -> Result<MutexGuard<'_, T>> {
    shared.lock().map_err(|_| {
        StoreError::new(
            Fault::Machine,
            "another job broke down on this worker",
            "please report it with the worker's output, and start it again",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_held_is_made_once_and_one_at_a_time() {
        let held = Latest::default();
        let made = |key: u32| held.get(key, || Ok(key * 2)).map(|value| *value).unwrap();
        let first = held.get(4, || Ok(8)).unwrap();
        assert!(Arc::ptr_eq(&first, &held.get(4, || Ok(9)).unwrap()));
        assert_eq!((made(5), made(4)), (10, 8));
        assert!(!Arc::ptr_eq(&first, &held.get(4, || Ok(8)).unwrap()));
        let broken: Result<Arc<u32>> = held.get(6, || Err(StoreError::request("no", "try 4")));
        assert!(broken.is_err());
        held.forget();
        assert_eq!(made(6), 12);
    }
}
