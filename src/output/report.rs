//! stub
use super::{OutputError, OutputFile, Writer};
use crate::assessment::Outcome;
pub(super) struct HtmlReport;
impl Writer for HtmlReport {
    fn files(&self, _o: &Outcome, _b: &[OutputFile]) -> Result<Vec<OutputFile>, OutputError> {
        Ok(vec![])
    }
}
