namespace El4k.Explorer.Filters;

/// <summary>One value of a filter.</summary>
/// <param name="Text">The value itself, without quotes and escapes.</param>
/// <param name="IsPattern">Whether <c>*</c> and <c>?</c> in it stand for other characters.</param>
/// <param name="Position">Where it begins in the filter's text.</param>
/// <param name="Length">How long it is there.</param>
internal sealed record FilterOperand(string Text, bool IsPattern, int Position, int Length);
