using El4k.Architecture.Tests.Planted.Upper;

namespace El4k.Architecture.Tests.Planted.Lower;

/// <summary>A planted breach: a low folder that names a higher one, and only inside a method body.</summary>
internal sealed class BreachInBody
{
    public static int Run() => HighType.Answer().GetHashCode();
}
