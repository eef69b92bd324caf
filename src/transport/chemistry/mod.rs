//! What the air does to heptyl, to its oxidiser and to what they turn into.
#![doc = include_str!("doc.md")]

pub mod sunlight;
pub mod nto;
pub mod volume;
pub mod rates;
pub mod cloud;
pub mod parcel;
