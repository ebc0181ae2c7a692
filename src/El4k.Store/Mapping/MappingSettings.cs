namespace El4k.Store.Mapping;

/// <summary>How new fields of an index are mapped.</summary>
/// <param name="Dynamic">What happens to unknown fields.</param>
/// <param name="DateDetection">Whether strings that look like a date are mapped as one.</param>
/// <param name="NumericDetection">Whether strings that look like a number are mapped as one.</param>
internal sealed record MappingSettings(DynamicMode Dynamic = DynamicMode.True, bool DateDetection = true, bool NumericDetection = false);
