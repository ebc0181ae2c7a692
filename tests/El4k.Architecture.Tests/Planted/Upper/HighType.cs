namespace El4k.Architecture.Tests.Planted.Upper;

internal sealed class HighType
{
    public static object Answer() => 42;
}
