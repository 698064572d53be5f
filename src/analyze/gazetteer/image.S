/* The compiled gazetteer as it is read: no object code, so that ten megabytes build in no time. */
#if defined(__APPLE__)
  .const
  .globl _quoth_gazetteer_image
  .p2align 6
_quoth_gazetteer_image:
  .incbin QUOTH_GAZETTEER_IMAGE
#else
  .section .rodata.quoth_gazetteer, "a"
  .globl quoth_gazetteer_image
  .hidden quoth_gazetteer_image
  .balign 64
quoth_gazetteer_image:
  .incbin QUOTH_GAZETTEER_IMAGE
  .size quoth_gazetteer_image, . - quoth_gazetteer_image
#if defined(__linux__) && defined(__ELF__)
  .section .note.GNU-stack, "", %progbits
#endif
#endif
