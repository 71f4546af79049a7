//! The unified social credit code of GB 32100: 18 characters, the last one a check.

/// The characters by their value; I, O, S, V and Z are left out.
const CHARACTERS: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// Whether a text is a well-formed code with the right check character.
pub fn is_credit_code(text: &str) -> bool {
    let values: Option<Vec<usize>> = text.chars().map(|c| CHARACTERS.find(c)).collect();
    let Some(values) = values.filter(|values| values.len() == 18) else { return false };
    // Each of the first seventeen weighs 3^i modulo 31; the whole sum is a multiple of 31.
    let mut weight = 1;
    let mut sum = 0;
    for value in &values[..17] {
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    (sum + values[17]) % 31 == 0
}

#[cfg(test)]
mod tests {
    use super::is_credit_code;

    #[test]
    fn the_check_character_is_checked() {
        // All ones, by hand: 3^0 + … + 3^16 = (3^17 - 1) / 2, which is 26 modulo 31; 5 is missing.
        assert!(is_credit_code("111111111111111115"));
        assert!(!is_credit_code("111111111111111111"));
        // The published code of a well-known enterprise.
        assert!(is_credit_code("91110000600037341L"));
        assert!(!is_credit_code("91110000600037341K"));
        assert!(!is_credit_code("9111000060003734"));
        assert!(!is_credit_code("91110000600037341l"));
        assert!(!is_credit_code("企业"));
    }
}
