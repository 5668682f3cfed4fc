//! Where a serialised Java object ends (Java Object Serialization Specification, chapter 6). JCEKS has
//! secret keys as such objects and does not say how long they are. Nothing of them is kept.

use super::input::Input;

/// A sealed key is two classes, one of them an array, with four fields.
const MOST_HANDLES: usize = 64;

/// A sealed key has four.
const MOST_FIELDS: usize = 64;

/// Objects in objects: a sealed key holds arrays and strings.
const MOST_DEEP: usize = 8;

/// A class as far as it says what its objects are made of.
#[derive(Clone, Default)]
struct Class {
    is_octets: bool,
    /// Type codes of the fields, those of the classes that it extends first.
    fields: Vec<u8>,
    /// Whether it writes something of its own after its fields, which nothing but a program can tell.
    is_special: bool,
}

struct Stream<'a, 'b> {
    input: &'b mut Input<'a>,
    /// What later parts can refer to; `None` for what is no class.
    handles: Vec<Option<Class>>,
}

/// `None`: it is not such an object, or one that is not understood.
pub(super) fn skip(input: &mut Input<'_>) -> Option<()> {
    // STREAM_MAGIC and STREAM_VERSION.
    (input.octets(4)? == [0xac, 0xed, 0, 5]).then_some(())?;
    Stream { input, handles: Vec::new() }.value(0)
}

impl Stream<'_, '_> {
    fn handle(&mut self, of: Option<Class>) -> Option<()> {
        (self.handles.len() < MOST_HANDLES).then(|| self.handles.push(of))
    }

    /// An object, an array of octets, a string, a reference or null.
    fn value(&mut self, depth: usize) -> Option<()> {
        if depth > MOST_DEEP {
            return None;
        }
        match self.input.octet()? {
            // TC_NULL, TC_REFERENCE
            0x70 => Some(()),
            0x71 => self.input.octets(4).map(|_| ()),
            // TC_OBJECT
            0x73 => {
                let class = self.class(depth)?;
                self.handle(None)?;
                if class.is_special || class.is_octets {
                    return None;
                }
                class.fields.iter().try_for_each(|code| self.field(*code, depth))
            }
            // TC_STRING
            0x74 => {
                self.handle(None)?;
                self.input.text().map(|_| ())
            }
            // TC_ARRAY
            0x75 => {
                let class = self.class(depth)?;
                self.handle(None)?;
                class.is_octets.then_some(())?;
                self.input.block().map(|_| ())
            }
            _ => None,
        }
    }

    fn field(&mut self, code: u8, depth: usize) -> Option<()> {
        let octets = match code {
            b'B' | b'Z' => 1,
            b'C' | b'S' => 2,
            b'F' | b'I' => 4,
            b'D' | b'J' => 8,
            _ => return self.value(depth + 1),
        };
        self.input.octets(octets).map(|_| ())
    }

    /// A class that is described here, was described before, or is none.
    fn class(&mut self, depth: usize) -> Option<Class> {
        if depth > MOST_DEEP {
            return None;
        }
        match self.input.octet()? {
            0x70 => Some(Class::default()),
            0x71 => {
                // baseWireHandle is 0x7E0000.
                let index = self.input.number()?.checked_sub(0x7e_0000)?;
                self.handles.get(index)?.clone()
            }
            // TC_CLASSDESC
            0x72 => self.described(depth),
            _ => None,
        }
    }

    fn described(&mut self, depth: usize) -> Option<Class> {
        let name = self.input.text()?;
        let _version = self.input.octets(8)?;
        let index = self.handles.len();
        self.handle(None)?;
        let flags = self.input.octet()?;
        let mut own = Vec::new();
        for _ in 0..self.input.short().filter(|fields| *fields <= MOST_FIELDS)? {
            let code = self.input.octet()?;
            let _name = self.input.text()?;
            if matches!(code, b'[' | b'L') {
                self.value(depth + 1)?;
            }
            own.push(code);
        }
        // TC_ENDBLOCKDATA: nothing is annotated.
        (self.input.octet()? == 0x78).then_some(())?;
        let above = self.class(depth + 1)?;
        (above.fields.len() + own.len() <= MOST_FIELDS).then_some(())?;
        let class = Class {
            is_octets: name == "[B",
            fields: [above.fields, own].concat(),
            // SC_SERIALIZABLE is all that is understood.
            is_special: above.is_special || flags != 2,
        };
        *self.handles.get_mut(index)? = Some(class.clone());
        Some(class)
    }
}
