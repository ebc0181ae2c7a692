namespace El4k.Store.Analysis;

/// <summary>What a character does in a text that is cut into words.</summary>
internal enum TokenClass : byte
{
    /// <summary>Ends a word.</summary>
    Separator,

    /// <summary>Part of a word.</summary>
    Letter,

    /// <summary>Part of a word.</summary>
    Digit,

    /// <summary>Part of a word, next to letters as well as digits: the underscore, and combining marks.</summary>
    Extender,

    /// <summary>Part of a word only between two letters or two digits.</summary>
    Joiner,

    /// <summary>A word by itself.</summary>
    Ideograph,
}
