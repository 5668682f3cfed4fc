//! A request from JavaScript. Reads what requests consist of and nothing else, by the places of
//! fields and values in their lists, which takes far less code than by their names.

use std::fmt::{self, Display};

use serde::de::{
    DeserializeSeed, Deserializer, Error, Expected, IntoDeserializer, MapAccess, SeqAccess,
    Unexpected, Visitor, value::U32Deserializer,
};
use serde::forward_to_deserialize_any;
use wasm_bindgen::{JsCast, JsValue};

use crate::js::{self, Uint8Array};

/// A value to be read.
pub(crate) struct Given(pub(crate) JsValue);

/// What is wrong with it.
#[derive(Debug)]
pub(crate) struct Misshapen(String);

impl Display for Misshapen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Misshapen {}

/// Without what was found: the caller has it, and to print any value takes code for all.
impl Error for Misshapen {
    fn custom<T: Display>(message: T) -> Self {
        Self(message.to_string())
    }

    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self(format!("expected {expected}"))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::invalid_type(found, expected)
    }
}

impl Given {
    fn unlike<'de, V: Visitor<'de>>(expected: &V) -> Misshapen {
        Error::invalid_type(Unexpected::Unit, expected)
    }

    /// A whole number that JavaScript can tell from its neighbours.
    fn whole(&self) -> Option<i64> {
        const MOST: f64 = 9_007_199_254_740_991.0;
        let number = self.0.as_f64()?;
        #[allow(clippy::cast_possible_truncation)] // Checked on the same line.
        (number.trunc() == number && number.abs() <= MOST).then_some(number as i64)
    }
}

impl<'de> Deserializer<'de> for Given {
    type Error = Misshapen;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misshapen> {
        Err(Self::unlike(&visitor))
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misshapen> {
        match self.0.as_bool() {
            Some(value) => visitor.visit_bool(value),
            None => Err(Self::unlike(&visitor)),
        }
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misshapen> {
        match self.whole() {
            Some(value) => visitor.visit_i64(value),
            None => Err(Self::unlike(&visitor)),
        }
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misshapen> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misshapen> {
        match self.0.as_string() {
            Some(value) => visitor.visit_string(value),
            None => Err(Self::unlike(&visitor)),
        }
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misshapen> {
        match self.0.dyn_ref::<Uint8Array>() {
            Some(array) => visitor.visit_byte_buf(js::bytes(array)),
            None => Err(Self::unlike(&visitor)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misshapen> {
        if self.0.is_undefined() || self.0.is_null() {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misshapen> {
        if !js::is_array(&self.0) {
            return Err(Self::unlike(&visitor));
        }
        visitor.visit_seq(Items { array: self.0, next: 0 })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misshapen> {
        if !self.0.is_object() {
            return Err(Self::unlike(&visitor));
        }
        visitor.visit_map(Fields { object: self.0, fields, next: 0, value: JsValue::UNDEFINED })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misshapen> {
        let value = self.0.as_string().unwrap_or_default();
        match (0..).zip(variants).find(|(_, name)| **name == value) {
            Some((place, _)) => visitor.visit_enum(at(place)),
            None => Err(Misshapen(format!("expected one of {}", variants.join(", ")))),
        }
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i128 u8 u16 u64 u128 f32 f64 char str bytes unit unit_struct newtype_struct
        tuple tuple_struct map identifier ignored_any
    }
}

fn at(place: u32) -> U32Deserializer<Misshapen> {
    place.into_deserializer()
}

struct Items {
    array: JsValue,
    next: u32,
}

impl<'de> SeqAccess<'de> for Items {
    type Error = Misshapen;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Misshapen> {
        if js::field(&self.array, "length").as_f64() <= Some(f64::from(self.next)) {
            return Ok(None);
        }
        let item = js::item(&self.array, self.next);
        self.next += 1;
        seed.deserialize(Given(item)).map(Some)
    }
}

struct Fields {
    object: JsValue,
    fields: &'static [&'static str],
    next: usize,
    value: JsValue,
}

impl Fields {
    /// The place of the next field that is there.
    fn advance(&mut self) -> Option<u32> {
        while let Some(name) = self.fields.get(self.next) {
            self.next += 1;
            self.value = js::field(&self.object, name);
            if !self.value.is_undefined() {
                return u32::try_from(self.next - 1).ok();
            }
        }
        None
    }
}

impl<'de> MapAccess<'de> for Fields {
    type Error = Misshapen;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Misshapen> {
        self.advance().map(|place| seed.deserialize(at(place))).transpose()
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Misshapen> {
        seed.deserialize(Given(std::mem::replace(&mut self.value, JsValue::UNDEFINED)))
    }
}
