return 4;
