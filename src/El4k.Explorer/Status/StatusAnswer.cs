using El4k.Explorer.Searching;

namespace El4k.Explorer.Status;

/// <summary>Whether there is a store and something in it.</summary>
public sealed record StatusAnswer(StoreStatus Store, string Index, Extent? Data, string DefaultRange, IReadOnlyList<FirstEventCommand> FirstEvent);
