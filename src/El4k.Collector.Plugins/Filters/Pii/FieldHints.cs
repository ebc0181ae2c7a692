namespace El4k.Collector.Plugins.Filters.Pii;

/// <summary>Reads the hints in names of fields.</summary>
internal static class FieldHints
{
    private const int LongestName = 256;

    /// <summary>What a name says.</summary>
    public static FieldHint Of(ReadOnlySpan<byte> name)
    {
        Span<byte> small = stackalloc byte[Math.Min(name.Length, LongestName)];
        for (var i = 0; i < small.Length; i++)
        {
            small[i] = Ascii.IsUpper(name[i]) ? (byte)(name[i] | 0x20) : name[i];
        }

        return (PhoneDetector.IsPhoneName(name) ? FieldHint.Phone : FieldHint.None) | (small.IndexOf("version"u8) >= 0 ? FieldHint.Version : FieldHint.None);
    }
}
