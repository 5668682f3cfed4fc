//! What goes out of date, a document in other forms, and what is worth a second look: for doors that
//! hold a document as a file.

use anchorlight_pki::Time;
use anchorlight_policy::{
    Advice, Appointment, CalendarEvent, Export, ExportFormat, Thresholds, advise, calendar, export,
    ics,
};
use serde::{Deserialize, Serialize};

use crate::edit::document;
use crate::engine::Engine;
use crate::request::{RequestError, Source};
use crate::store::StoreRequest;
use crate::update::bytes;

/// A document and chains, of which everything that goes out of date is asked for.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CalendarRequest {
    pub document: Source,
    /// Files whose certificates are listed too.
    #[serde(default)]
    pub chains: Vec<Source>,
    /// In seconds since 1970-01-01T00:00:00Z.
    pub now: i64,
    #[serde(default)]
    pub thresholds: Thresholds,
}

/// What goes out of date, the next first.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Calendar {
    /// What the store is called.
    pub name: String,
    pub events: Vec<CalendarEvent>,
}

/// Appointments that are to become a calendar file; whoever asks words them.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct IcsRequest {
    pub name: String,
    pub appointments: Vec<Appointment>,
    /// When the file is made, in seconds since 1970-01-01T00:00:00Z.
    pub stamp: i64,
    #[serde(default)]
    pub thresholds: Thresholds,
}

/// A document that is wanted in another form.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExportRequest {
    pub document: Source,
    pub format: ExportFormat,
}

/// A store that is to be looked at a second time.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AdviseRequest {
    pub store: StoreRequest,
    /// Documents of other stores: a portal has one store.
    #[serde(default)]
    pub beside: Vec<Source>,
    /// In seconds since 1970-01-01T00:00:00Z.
    pub time: i64,
}

impl Engine {
    /// Lists everything that goes out of date.
    ///
    /// # Errors
    ///
    /// Whatever keeps the document from being read.
    pub fn calendar(&self, request: CalendarRequest) -> Result<Calendar, RequestError> {
        let CalendarRequest { document: file, chains, now, thresholds } = request;
        let document = document(file)?;
        let chains = chains.into_iter().map(bytes).collect::<Result<Vec<_>, _>>()?;
        let chains: Vec<&[u8]> = chains.iter().map(Vec::as_slice).collect();
        let events = calendar(&document, &chains, Time(now), thresholds);
        Ok(Calendar { name: document.name, events })
    }

    /// Writes a calendar file (RFC 5545).
    ///
    /// # Errors
    ///
    /// None.
    pub fn ics(&self, request: IcsRequest) -> Result<String, RequestError> {
        let IcsRequest { name, appointments, stamp, thresholds } = request;
        Ok(ics(&name, &appointments, Time(stamp), thresholds))
    }

    /// Writes a document in another form.
    ///
    /// # Errors
    ///
    /// Whatever keeps the document from being read.
    pub fn export(&self, request: ExportRequest) -> Result<Export, RequestError> {
        Ok(export(&document(request.document)?, &request.format))
    }

    /// What is no fault of a store and worth a second look.
    ///
    /// # Errors
    ///
    /// Whatever keeps the document from being read, each with its place in it.
    pub fn advise(&self, request: AdviseRequest) -> Result<Vec<Advice>, RequestError> {
        let AdviseRequest { store, beside, time } = request;
        let open = self.read_store(store)?;
        let beside = beside.into_iter().map(document).collect::<Result<Vec<_>, _>>()?;
        Ok(advise(&open.store, Time(time), &beside))
    }
}
