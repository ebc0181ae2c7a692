namespace El4k.Explorer.Errors;

/// <summary>What answers at the store's address does not speak Elasticsearch's protocol; answered with status 502.</summary>
internal sealed class BadStoreAnswerException(string message) : Exception(message);
