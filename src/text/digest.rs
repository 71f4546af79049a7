//! Digests that tell whether two texts are the same.

use sha2::{Digest, Sha256};

/// A digest in hexadecimal, of parts that cannot run into each other.
pub(crate) fn sha256(parts: &[&[u8]]) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update((part.len() as u64).to_le_bytes());
        digest.update(part);
    }
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
