namespace S3Contract.Cli.Terminal;

/// <summary>What was typed makes no sense; the message says what would.</summary>
internal sealed class UsageException(string message) : Exception(message);
